namespace Platen.SiteAgent.Intake;

/// <summary>Counts the bitmaps in a stream of raw PBM images (<c>P4</c>, comment lines, width and height, then rows of bits): one a page.</summary>
internal sealed class BitmapCounter
{
    private const long BytesMax = 1L << 30;
    private const int HeaderBytesMax = 512;
    private const int SideMax = 100_000;

    private readonly byte[] _header = new byte[HeaderBytesMax];
    private int _headerBytes;
    private long _skip;

    public int Count { get; private set; }

    /// <summary>The stream is no row of whole bitmaps, or is too long.</summary>
    public bool Damaged { get; private set; }

    public async Task ReadAsync(Stream source, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        long seen = 0;
        while (await source.ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            seen += count;
            Damaged |= seen > BytesMax;
            if (!Damaged)
            {
                Take(buffer.AsSpan(0, count));
            }
        }

        Damaged |= _skip > 0 || _headerBytes > 0;
    }

    internal void Take(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty && !Damaged)
        {
            if (_skip > 0)
            {
                var passed = (int)Math.Min(_skip, bytes.Length);
                _skip -= passed;
                bytes = bytes[passed..];
                continue;
            }

            _header[_headerBytes++] = bytes[0];
            bytes = bytes[1..];
            if (TryReadHeader(out var width, out var height))
            {
                Count++;
                _headerBytes = 0;
                _skip = (width + 7) / 8 * height;
            }
            else
            {
                Damaged = _headerBytes == HeaderBytesMax;
            }
        }
    }

    // the header is whole when, comments apart, three words are there and one white space follows
    private bool TryReadHeader(out long width, out long height)
    {
        (width, height) = (0, 0);
        if (_header[_headerBytes - 1] is not ((byte)'\n' or (byte)' '))
        {
            return false;
        }

        var text = System.Text.Encoding.ASCII.GetString(_header, 0, _headerBytes);
        if (text.LastIndexOf('#') > text.LastIndexOf('\n', Math.Max(0, text.Length - 1)) && text[^1] != '\n')
        {
            return false;
        }

        var words = text.Split('\n').Where(line => !line.StartsWith('#')).SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        if (words.Length < 3)
        {
            return false;
        }

        Damaged = words[0] != "P4" || !long.TryParse(words[1], out width) || !long.TryParse(words[2], out height) || width is < 1 or > SideMax || height is < 1 or > SideMax;
        return !Damaged;
    }
}
