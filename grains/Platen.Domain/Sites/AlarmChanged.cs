namespace Platen.Domain.Sites;

/// <summary>Something at the agent that an administrator must see began, changed its level or ended.</summary>
public sealed record AlarmChanged : FactBody
{
    /// <summary>What it is about: <c>spool.disk</c>, <c>spool.bytes</c>, <c>spool.jobs</c>, <c>listening</c>, <c>logins</c>.</summary>
    public required string Name { get; init; }

    /// <summary>notice, warning or critical; empty: it is over.</summary>
    public required string Level { get; init; }

    /// <summary>For people.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Whether it can be believed: a short word for a name, and a known level.</summary>
    public bool IsReadable =>
        Name.Length is > 0 and <= 32 && Name.All(letter => char.IsAsciiLetterLower(letter) || letter is '.' or '-') && Level is "" or "notice" or "warning" or "critical";
}
