namespace Platen.Domain.Ports;

/// <summary>An agent's committed sequence must be <paramref name="From"/> now, and is <paramref name="To"/> afterwards; else the commit is a <see cref="CommitCode.Conflict"/>.</summary>
public sealed record CommittedMove(long From, long To);
