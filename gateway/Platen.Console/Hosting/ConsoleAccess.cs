using System.Collections.Immutable;
using Platen.Domain.Users;

namespace Platen.Console.Hosting;

/// <summary>The console's part of the table of rights: every page and who may open it or post to it. Ordinary users get their portal: own jobs, own ledger, own profile.</summary>
public static class ConsoleAccess
{
    /// <summary>The rows.</summary>
    public static readonly ImmutableArray<AccessRule> Rules =
    [
        new("GET", "/assets/{version}/{name}", Access.Anonymous),
        .. Page("/setup", Access.Anonymous),
        .. Page("/login", Access.Anonymous),
        new("POST", "/logout", Access.User),
        new("GET", "/live", Access.User),
        new("GET", "/", Access.User),
        new("GET", "/jobs", Access.User),
        .. Page("/jobs/{job}", Access.User),
        new("GET", "/ledger", Access.User),
        .. Page("/profile", Access.User),
        new("GET", "/devices", Access.Administrator),
        .. Page("/devices/new", Access.Administrator),
        .. Page("/devices/{site}/{device}", Access.Administrator),
        new("GET", "/queues", Access.Administrator),
        .. Page("/queues/new", Access.Administrator),
        .. Page("/queues/{queue}", Access.Administrator),
        new("GET", "/users", Access.Administrator),
        .. Page("/users/new", Access.Administrator),
        .. Page("/users/{user}", Access.Administrator),
        .. Page("/groups", Access.Administrator),
        .. Page("/groups/{group}", Access.Administrator),
        .. Page("/sites", Access.Administrator),
        .. Page("/sites/{site}", Access.Administrator),
        .. Page("/parked-events", Access.Administrator),
        .. Page("/audit", Access.Administrator),
        .. Page("/settings", Access.Administrator),
    ];

    private static IEnumerable<AccessRule> Page(string route, Access needed) => [new("GET", route, needed), new("POST", route, needed)];
}
