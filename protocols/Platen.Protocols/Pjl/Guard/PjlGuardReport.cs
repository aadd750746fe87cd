using System.Collections.Immutable;

namespace Platen.Protocols.Pjl.Guard;

/// <summary>What a <see cref="PjlGuard"/> has seen of a document so far.</summary>
public sealed record PjlGuardReport
{
    /// <summary>How many different words are told of each kind.</summary>
    public const int WordsMax = 16;

    /// <summary>What PJL claims about the sender.</summary>
    public PjlClaims Claims { get; init; } = new();

    /// <summary>The commands found that change the device, each once.</summary>
    public ImmutableArray<string> Commands { get; init; } = [];

    /// <summary>How many such commands there were.</summary>
    public long CommandCount { get; init; }

    /// <summary>Octets that were left out: commands, and the data that belongs to them.</summary>
    public long BytesRemoved { get; init; }

    /// <summary>PostScript operators found that reach beyond the job, each once.</summary>
    public ImmutableArray<string> Operators { get; init; } = [];
}
