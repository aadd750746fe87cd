using Platen.Domain.Roles;
using Platen.Domain.Users;

namespace Platen.SiteAgent.Panel;

/// <summary>Holds the panel's routes against the one table of rights: a route without a row is a fault of the program, and stops its start.</summary>
internal static class PanelRights
{
    /// <summary>Requires a row for each route that is mapped below, and hangs it at the route.</summary>
    public static RouteGroupBuilder RequireRows(this RouteGroupBuilder routes)
    {
        ((IEndpointConventionBuilder)routes).Finally(static endpoint =>
        {
            var pattern = "/" + ((RouteEndpointBuilder)endpoint).RoutePattern.RawText!.Trim('/');
            foreach (var method in endpoint.Metadata.OfType<IHttpMethodMetadata>().SelectMany(metadata => metadata.HttpMethods).ToList())
            {
                endpoint.Metadata.Add(Find(method, pattern) ?? throw new InvalidOperationException($"The panel's route '{method} {pattern}' is in no row of {nameof(RouteRights)}.{nameof(RouteRights.Panel)}."));
            }
        });
        return routes;
    }

    private static AccessRule? Find(string method, string pattern) => RouteRights.Panel.FirstOrDefault(rule => rule.Method == method && rule.Route == pattern);
}
