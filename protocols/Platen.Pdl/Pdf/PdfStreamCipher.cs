using System.Security.Cryptography;

namespace Platen.Pdl.Pdf;

/// <summary>One encrypted stream, decrypted as it passes: RC4, or AES in CBC mode with the initialization vector in front. The padding at its end is left in place, behind the end of the data.</summary>
internal sealed class PdfStreamCipher : IDisposable
{
    /// <summary>The cipher's block.</summary>
    public const int BlockBytes = 16;

    private readonly Rc4? rc4;
    private readonly Aes? aes;
    private readonly byte[] vector = new byte[BlockBytes];
    private readonly byte[] pending = new byte[BlockBytes];
    private bool hasVector;
    private int held;

    /// <summary>A stream that is not encrypted.</summary>
    public PdfStreamCipher()
    {
    }

    public PdfStreamCipher(Rc4 rc4) => this.rc4 = rc4;

    public PdfStreamCipher(byte[] key)
    {
        aes = Aes.Create();
        aes.Key = key;
    }

    /// <summary>Decrypts the next bytes into <paramref name="plain"/>, which has room for a block more; returns how many there are now.</summary>
    public int Apply(ReadOnlySpan<byte> data, Span<byte> plain)
    {
        if (aes is null)
        {
            data.CopyTo(plain);
            rc4?.Apply(plain[..data.Length]);
            return data.Length;
        }

        var written = 0;
        while (!data.IsEmpty)
        {
            if (held == 0 && hasVector && data.Length >= BlockBytes)
            {
                var whole = data[..(data.Length - (data.Length % BlockBytes))];
                written += Decrypt(whole, plain[written..]);
                data = data[whole.Length..];
                continue;
            }

            var taken = Math.Min(data.Length, BlockBytes - held);
            data[..taken].CopyTo(pending.AsSpan(held));
            held += taken;
            data = data[taken..];
            if (held == BlockBytes)
            {
                held = 0;
                written += TakePending(plain[written..]);
            }
        }

        return written;
    }

    public void Dispose() => aes?.Dispose();

    private int TakePending(Span<byte> plain)
    {
        if (hasVector)
        {
            return Decrypt(pending, plain);
        }

        hasVector = true;
        pending.CopyTo(vector, 0);
        return 0;
    }

    private int Decrypt(ReadOnlySpan<byte> blocks, Span<byte> plain)
    {
        var written = aes!.DecryptCbc(blocks, vector, plain, PaddingMode.None);
        blocks[^BlockBytes..].CopyTo(vector);
        return written;
    }
}
