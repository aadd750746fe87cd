namespace Platen.Domain.Sites;

/// <summary>The answer to a command; the command then leaves the outbox.</summary>
public sealed record CommandDone : FactBody
{
    /// <summary>The command's id.</summary>
    public required string Command { get; init; }

    /// <summary>Whether it was done.</summary>
    public required bool Ok { get; init; }

    /// <summary>Why not, for people.</summary>
    public string Message { get; init; } = "";
}
