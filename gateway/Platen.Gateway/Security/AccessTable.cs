using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platen.Domain.Roles;
using Platen.Domain.Users;

namespace Platen.Gateway.Security;

/// <summary>The table of rights (<see cref="RouteRights"/>) by route. What is not in it is closed.</summary>
internal sealed class AccessTable(IEnumerable<AccessRule> rules)
{
    private readonly FrozenDictionary<(string Method, string Route), Access> _rules =
        rules.ToFrozenDictionary(rule => (rule.Method, Normalize(rule.Route)), rule => rule.Needed);

    /// <summary>What a request to an endpoint needs; null: it is closed.</summary>
    public Access? Needed(Endpoint endpoint, string method) =>
        endpoint is RouteEndpoint route ? _rules.GetValueOrDefault((HttpMethods.IsHead(method) ? HttpMethods.Get : method, Normalize(route.RoutePattern.RawText ?? ""))) : null;

    internal static string Normalize(string route) => "/" + route.Trim('/');
}
