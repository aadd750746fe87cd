namespace Platen.Protocols.Pjl.Guard;

/// <summary>What PJL says about the sender of a document: claims, never an identity. Each is the last one said, cut to <see cref="CharsMax"/>; empty: not said.</summary>
public sealed record PjlClaims
{
    /// <summary>Longest claim, in characters.</summary>
    public const int CharsMax = 255;

    /// <summary>JOB NAME, else SET JOBNAME.</summary>
    public string JobName { get; init; } = "";

    /// <summary>SET USERNAME.</summary>
    public string UserName { get; init; } = "";

    /// <summary>SET ACCOUNTNAME, SET ACCOUNT, or ACCOUNT.</summary>
    public string Account { get; init; } = "";

    /// <summary>The claims after one more command.</summary>
    internal PjlClaims With(PjlCommand command) => command.Name switch
    {
        "JOB" when command.Find("NAME") is { } name => this with { JobName = Clean(name) },
        "SET" when command.Find("JOBNAME") is { } name && JobName.Length == 0 => this with { JobName = Clean(name) },
        "SET" when command.Find("USERNAME") is { } user => this with { UserName = Clean(user) },
        "SET" when (command.Find("ACCOUNTNAME") ?? command.Find("ACCOUNT")) is { } account => this with { Account = Clean(account) },
        "ACCOUNT" when AccountOf(command) is { } account => this with { Account = Clean(account) },
        _ => this,
    };

    // ACCOUNT NAME="x", ACCOUNT="x", ACCOUNT x
    private static string? AccountOf(PjlCommand command) =>
        command.Find("NAME") ?? command.Find("ACCOUNTNAME") ?? (command.Parameters is [{ Value: null, Name: var name }] ? command.Text.Trim(' ', '\t', '=', '"') is { Length: > 0 } text ? text : name : null);

    // a control character has no place in a name, and could steer a terminal or a log
    private static string Clean(string text) =>
        string.Concat(text.Where(c => !char.IsControl(c) && c != '\uFFFD').Take(CharsMax)).Trim();
}
