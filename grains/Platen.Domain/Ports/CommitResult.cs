namespace Platen.Domain.Ports;

/// <summary>What became of a commit; <paramref name="Message"/> names the row or key for logs and people.</summary>
public sealed record CommitResult(CommitCode Code, string Message = "")
{
    /// <summary>It is written.</summary>
    public static readonly CommitResult Committed = new(CommitCode.Committed);

    /// <summary>For <see cref="CommitCode.NotUnique"/>: which name is taken.</summary>
    public UniqueName Taken { get; init; }
}
