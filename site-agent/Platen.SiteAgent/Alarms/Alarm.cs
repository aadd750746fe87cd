namespace Platen.SiteAgent.Alarms;

/// <summary>Something that an administrator must see, as long as it lasts.</summary>
/// <param name="Name">What it is about: <c>spool.disk</c>, <c>spool.bytes</c>, <c>spool.jobs</c>, <c>listening</c>, <c>logins</c>.</param>
/// <param name="Level">notice, warning or critical; empty: there is none.</param>
/// <param name="Detail">For people: what is wrong, and what to do.</param>
internal sealed record Alarm(string Name, string Level, string Detail)
{
    public const string Warning = "warning";

    /// <summary>There is none of that name.</summary>
    public static Alarm None(string name, string detail = "") => new(name, "", detail);
}
