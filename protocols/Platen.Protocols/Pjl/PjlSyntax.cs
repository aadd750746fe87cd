using System.Text;

namespace Platen.Protocols.Pjl;

/// <summary>The fixed octets of PJL (PJL Technical Reference, chapter 2).</summary>
public static class PjlSyntax
{
    /// <summary>Universal Exit Language: ends whatever language is active and gives control to PJL.</summary>
    public static ReadOnlySpan<byte> Uel => "\e%-12345X"u8;

    /// <summary>Begins every PJL line.</summary>
    public static ReadOnlySpan<byte> Prefix => "@PJL"u8;

    /// <summary>Ends every reply of a device.</summary>
    internal const byte FormFeed = 0x0C;

    /// <summary>Whether a line is a command's; in any case, as lenient devices take it.</summary>
    internal static bool IsCommand(ReadOnlySpan<byte> line) => line.Length >= Prefix.Length && Ascii.EqualsIgnoreCase(line[..Prefix.Length], Prefix);

    /// <summary>Whether a line is the begin of a UEL or of a command, as far as it goes.</summary>
    internal static bool IsBegin(ReadOnlySpan<byte> line) =>
        Uel.StartsWith(line) || IsCommand(line) || (line.Length < Prefix.Length && Ascii.EqualsIgnoreCase(line, Prefix[..line.Length]));
}
