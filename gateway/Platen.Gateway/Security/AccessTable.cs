using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platen.Domain.Users;

namespace Platen.Gateway.Security;

/// <summary>All rows of the table of rights, of REST and of the console. What is not in it is closed.</summary>
internal sealed class AccessTable(IEnumerable<IEnumerable<AccessRule>> tables)
{
    private readonly FrozenDictionary<(string Method, string Route), Access> _rules =
        tables.SelectMany(table => table).ToFrozenDictionary(rule => (rule.Method, Normalize(rule.Route)), rule => rule.Needed);

    /// <summary>What a request to an endpoint needs.</summary>
    public Access Needed(Endpoint endpoint, string method) =>
        endpoint is RouteEndpoint route && _rules.TryGetValue((HttpMethods.IsHead(method) ? HttpMethods.Get : method, Normalize(route.RoutePattern.RawText ?? "")), out var needed)
            ? needed
            : Access.Unspecified;

    internal static string Normalize(string route) => "/" + route.Trim('/');
}
