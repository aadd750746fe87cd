namespace Platen.Pdl.Pdf;

/// <summary>Decrypts the streams of a document, each with its own key (ISO 32000-2, 7.6.3).</summary>
internal sealed class PdfCipher(PdfCryptMethod method, byte[] key)
{
    /// <summary>Begins the stream of an object.</summary>
    public PdfStreamCipher Begin(int number, int generation) => method switch
    {
        PdfCryptMethod.Rc4 => new PdfStreamCipher(new Rc4(ObjectKey(number, generation, isAes: false))),
        PdfCryptMethod.Aes128 => new PdfStreamCipher(ObjectKey(number, generation, isAes: true)),
        PdfCryptMethod.Aes256 => new PdfStreamCipher(key),
        _ => new PdfStreamCipher(),
    };

    /// <summary>Algorithm 1: the document's key, the object's number and generation, and a fixed salt for AES.</summary>
    private byte[] ObjectKey(int number, int generation, bool isAes)
    {
        byte[] seed =
        [
            .. key, (byte)number, (byte)(number >> 8), (byte)(number >> 16), (byte)generation, (byte)(generation >> 8), .. isAes ? "sAlT"u8 : default,
        ];
        return PdfDigest.Compute(seed)[..Math.Min(key.Length + 5, 16)];
    }
}
