using System.Buffers;
using System.Globalization;
using System.Text;

namespace Platen.Protocols.Lpd;

/// <summary>The lines that an LPD client sends (RFC 1179 sections 5.2, 6.2, 6.3). After each the server answers one octet, 0 for yes.</summary>
public static class LpdClientLines
{
    /// <summary>Writes "receive a printer job" for a queue.</summary>
    /// <exception cref="ArgumentException">The queue's name is empty or holds blanks, slashes or control characters.</exception>
    public static void WriteReceiveJob(string queue, IBufferWriter<byte> output)
    {
        Require(queue, nameof(queue));
        Write((byte)LpdCommandCode.ReceiveJob, queue, output);
    }

    /// <summary>Writes the offer of a file. The file's octets and one zero octet follow once the server has said yes.</summary>
    /// <exception cref="ArgumentException">The name is not valid, or the size is not known.</exception>
    public static void WriteFile(LpdFile file, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(file);
        Require(file.Name, nameof(file));
        var size = file.Size ?? throw new ArgumentException($"the size of {file.Name} must be known", nameof(file));
        Write((byte)file.Kind, $"{size.ToString(CultureInfo.InvariantCulture)} {file.Name}", output);
    }

    private static void Write(byte code, string operands, IBufferWriter<byte> output)
    {
        output.Write([code]);
        output.Write(Encoding.UTF8.GetBytes(operands));
        output.Write("\n"u8);
    }

    private static void Require(string name, string parameter)
    {
        if (name is null || !LpdText.IsName(name))
        {
            throw new ArgumentException("a name must have printable characters, without blanks and slashes", parameter);
        }
    }
}
