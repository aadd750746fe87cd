namespace Platen.Pdl.Pdf;

/// <summary>Names as numbers, so that they can be remembered without their text. Two names with one number only make a page look like having more.</summary>
internal static class PdfNameHash
{
    /// <summary>What is looked at in the header of a picture within a content stream (<c>/CS</c>, <c>/ColorSpace</c>).</summary>
    public static readonly int InlineColourSpace = Of("CS"u8);

    public static readonly int ColourSpace = Of("ColorSpace"u8);

    public static int Of(ReadOnlySpan<byte> name)
    {
        var hash = 2166136261u;
        foreach (var b in name)
        {
            hash = (hash ^ b) * 16777619;
        }

        return (int)hash;
    }
}
