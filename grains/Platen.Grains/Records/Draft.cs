using Platen.Domain.Ports;
using Platen.Grains.Abstractions;

namespace Platen.Grains.Records;

/// <summary>What a decision about a command wants: something written and the row after it, or nothing and the result at once.</summary>
/// <typeparam name="TRow">The grain's row.</typeparam>
internal sealed record Draft<TRow>
    where TRow : class
{
    public Commit? Commit { get; private init; }

    public TRow? Row { get; private init; }

    public CommandResult Result { get; private init; } = CommandResult.Done;

    /// <summary>Write this; the row is the grain's once it is durable.</summary>
    public static Draft<TRow> Write(Commit commit, TRow row) => new() { Commit = commit, Row = row };

    /// <summary>There is nothing to write, all is as asked.</summary>
    public static Draft<TRow> Nothing() => new();

    /// <summary>It cannot be done.</summary>
    public static Draft<TRow> Refuse(CommandResult result) => new() { Result = result };

    /// <summary>It cannot be done.</summary>
    public static Draft<TRow> Refuse(CommandCode code, params System.Collections.Immutable.ImmutableArray<string> messages) =>
        Refuse(CommandResult.Not(code, messages));
}
