using System.Buffers;
using System.Collections.Immutable;

namespace Platen.Protocols.Lpd;

/// <summary>A control file (RFC 1179 section 7): who prints what, and how. All text is a claim of the client.</summary>
public sealed record LpdControlFile
{
    /// <summary>Host that the job comes from (H), or empty.</summary>
    public string Host { get; init; } = string.Empty;

    /// <summary>User who prints (P), or empty.</summary>
    public string User { get; init; } = string.Empty;

    /// <summary>Name of the job (J), or null.</summary>
    public string? JobName { get; init; }

    /// <summary>Class for the banner page (C), or null.</summary>
    public string? Class { get; init; }

    /// <summary>User name on the banner page (L), which asks for one; null for none.</summary>
    public string? Banner { get; init; }

    /// <summary>Title for pr (T), or null.</summary>
    public string? Title { get; init; }

    /// <summary>Whom to mail when printed (M), or null.</summary>
    public string? MailTo { get; init; }

    /// <summary>The documents in their order.</summary>
    public ImmutableArray<LpdDocument> Documents { get; init; } = [];

    /// <summary>All lines in their order, known or not.</summary>
    public ImmutableArray<LpdControlLine> Lines { get; init; } = [];

    /// <summary>Reads a whole control file.</summary>
    /// <exception cref="LpdFormatException">Too long, too many lines, or a data file's name that is not taken.</exception>
    public static LpdControlFile Parse(ReadOnlySpan<byte> octets, LpdLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (octets.Length > limits.ControlFileBytesMax)
        {
            throw new LpdFormatException(LpdFormatError.FileTooLong, $"control file of {octets.Length} octets; at most {limits.ControlFileBytesMax} are taken");
        }

        return new LpdControlFileParser(limits).Parse(octets);
    }

    /// <summary>Writes the control file of a job: H, P, then what is set, then each document's print, unlink and name lines.
    /// Control characters become blanks, and text is cut to the RFC's lengths, so no value can add a line. <see cref="Lines"/> is not written.</summary>
    /// <exception cref="ArgumentException">A data file's name or format is not valid.</exception>
    public void Write(IBufferWriter<byte> output) => LpdControlFileWriter.Write(this, output);
}
