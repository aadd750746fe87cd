using System.Collections.Immutable;

namespace Platen.Protocols.Lpd;

/// <summary>A daemon command with its operands (RFC 1179 section 5).</summary>
/// <param name="Code">What is asked for.</param>
/// <param name="Queue">The queue's name: printable, without blanks and slashes, within <see cref="LpdLimits.QueueNameBytesMax"/>. Not for use as a path.</param>
/// <param name="Agent">Who asks for jobs to be removed, else empty.</param>
/// <param name="Operands">User names and job numbers that select jobs; may be empty.</param>
public sealed record LpdCommand(LpdCommandCode Code, string Queue, string Agent, ImmutableArray<string> Operands);
