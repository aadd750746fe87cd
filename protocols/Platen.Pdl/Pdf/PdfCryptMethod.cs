namespace Platen.Pdl.Pdf;

/// <summary>How streams are encrypted (<c>/CFM</c>, ISO 32000-2, table 25).</summary>
internal enum PdfCryptMethod
{
    /// <summary>A method that is not known here.</summary>
    Unknown = 0,

    /// <summary>Not at all (<c>/Identity</c>).</summary>
    None,
    Rc4,
    Aes128,
    Aes256,
}
