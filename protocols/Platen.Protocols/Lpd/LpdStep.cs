using System.Buffers;

namespace Platen.Protocols.Lpd;

/// <summary>One step of a session with a client.</summary>
/// <param name="Kind">What happened; tells which of the other members are set.</param>
public readonly record struct LpdStep(LpdStepKind Kind)
{
    /// <summary>The command, for <see cref="LpdStepKind.Command"/>.</summary>
    public LpdCommand? Command { get; init; }

    /// <summary>The file, for <see cref="LpdStepKind.FileOffered"/>, <see cref="LpdStepKind.FileData"/> and <see cref="LpdStepKind.FileCompleted"/>.</summary>
    public LpdFile? File { get; init; }

    /// <summary>The octets, for <see cref="LpdStepKind.FileData"/>; valid until the input is advanced.</summary>
    public ReadOnlySequence<byte> Data { get; init; }
}
