using System.Text.RegularExpressions;
using Platen.Domain.Roles;
using Platen.Domain.Users;

namespace Platen.Gateway.Tests.Abuse;

/// <summary>The routes of the web ports, out of the one table; another test holds that table against what is mapped.</summary>
internal static partial class Routes
{
    /// <summary>Those that change something.</summary>
    public static IEnumerable<AccessRule> Changing => RouteRights.Web.Where(rule => rule.Method != "GET");

    /// <summary>Those that only show.</summary>
    public static IEnumerable<AccessRule> Showing => RouteRights.Web.Where(rule => rule.Method == "GET");

    /// <summary>Whether it is a call of REST, and no page.</summary>
    public static bool IsApi(AccessRule rule) => rule.Route.StartsWith("/api/", StringComparison.Ordinal);

    /// <summary>The address with a value for each parameter.</summary>
    public static string Fill(AccessRule rule, Func<string, string> value) => Parameter().Replace(rule.Route, match => value(match.Groups[1].Value));

    /// <summary>Names of a route's parameters.</summary>
    public static IEnumerable<string> ParametersOf(AccessRule rule) => Parameter().Matches(rule.Route).Select(match => match.Groups[1].Value);

    /// <summary>A request for a route, with a body of the right kind.</summary>
    public static HttpRequestMessage Request(AccessRule rule, string address, string json = "{}")
    {
        var request = new HttpRequestMessage(new HttpMethod(rule.Method), address);
        if (rule.Method is "POST" or "PUT" or "PATCH")
        {
            request.Content = IsApi(rule) ? new StringContent(json, System.Text.Encoding.UTF8, "application/json") : new FormUrlEncodedContent([]);
        }

        return request;
    }

    [GeneratedRegex(@"\{\**(\w+)\}", RegexOptions.None, 1000)]
    private static partial Regex Parameter();
}
