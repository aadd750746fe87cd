using System.Text;
using Platen.Protocols.Pjl.Guard;

namespace Platen.Protocols.Tests.Pjl.Guard;

/// <summary>A document after the guard, and what the guard tells.</summary>
internal sealed record Guarded(byte[] Bytes, PjlGuardReport Report)
{
    public const string Uel = "\e%-12345X";

    public string Text => Encoding.Latin1.GetString(Bytes);

    public static byte[] Octets(string text) => Encoding.Latin1.GetBytes(text);

    public static Guarded Of(string document, PjlGuardOptions? options = null, int pieceBytes = int.MaxValue) => Of(Octets(document), options, pieceBytes);

    public static Guarded Of(byte[] document, PjlGuardOptions? options = null, int pieceBytes = int.MaxValue)
    {
        var guard = new PjlGuard(options ?? PjlGuardOptions.Default);
        using var output = new MemoryStream();
        for (var at = 0; at < document.Length; at += Math.Min(pieceBytes, document.Length - at))
        {
            // each piece in memory of its own, overwritten behind the guard's back: it must not look at it again
            var piece = document.AsSpan(at, Math.Min(pieceBytes, document.Length - at)).ToArray();
            Write(output, guard.Filter(piece));
            piece.AsSpan().Fill(0xEE);
        }

        Write(output, guard.Complete());
        return new Guarded(output.ToArray(), guard.Report);
    }

    private static void Write(MemoryStream output, IReadOnlyList<ReadOnlyMemory<byte>> pieces)
    {
        foreach (var piece in pieces)
        {
            output.Write(piece.Span);
        }
    }
}
