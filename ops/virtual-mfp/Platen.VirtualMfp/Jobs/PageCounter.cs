namespace Platen.VirtualMfp.Jobs;

/// <summary>The device's own simple rule for pages: PDF page objects, PostScript %%Page comments, else form feeds; at least 1.
/// It is deliberately not the product's page counter, so that the two can disagree.</summary>
internal sealed class PageCounter
{
    private const int HeadBytes = 4096;
    private readonly PatternCounter _pdf = new("/Type"u8, lookAhead: 16, IsPageObject);
    private readonly PatternCounter _postScript = new("%%Page:"u8, lookAhead: 7, static _ => true);
    private readonly PatternCounter _formFeeds = new("\f"u8, lookAhead: 1, static _ => true);
    private readonly byte[] _head = new byte[HeadBytes];
    private int _headLength;

    internal void Add(ReadOnlySpan<byte> octets)
    {
        var head = octets[..Math.Min(octets.Length, HeadBytes - _headLength)];
        head.CopyTo(_head.AsSpan(_headLength));
        _headLength += head.Length;
        _pdf.Add(octets);
        _postScript.Add(octets);
        _formFeeds.Add(octets);
    }

    internal int Finish()
    {
        var head = _head.AsSpan(0, _headLength);
        var pages = head.IndexOf("%PDF-"u8) >= 0 ? _pdf.Finish() : head.IndexOf("%!PS"u8) >= 0 ? _postScript.Finish() : _formFeeds.Finish();
        return Math.Max(1, pages);
    }

    // "/Type /Page" but not "/Type /Pages" nor "/Type /PageLabel".
    private static bool IsPageObject(ReadOnlySpan<byte> match)
    {
        var rest = match[5..].TrimStart(" \t\r\n"u8);
        return rest.StartsWith("/Page"u8) && (rest.Length == 5 || !char.IsAsciiLetter((char)rest[5]));
    }
}
