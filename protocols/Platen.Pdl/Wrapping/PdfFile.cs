using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Platen.Pdl.Wrapping;

/// <summary>
/// A PDF (ISO 32000-1, 7.5) written from front to end into a stream that need not seek: lengths follow their streams as objects of their own, the page tree and the cross-reference table come last. In memory are only offsets and a block of output.
/// </summary>
internal sealed class PdfFile(Stream target, WrapLimits limits) : IDisposable
{
    private const int Catalog = 1;
    private const int PageTree = 2;
    private const int FlushBytes = 256 * 1024;
    private readonly MemoryStream _block = new();
    private readonly List<long> _offsets = [0, 0];
    private readonly List<int> _pages = [];
    private long _written;
    private int _lengthObject;
    private long _streamStart;

    /// <summary>Where a stream object's bytes go; see <see cref="BeginStream"/>.</summary>
    public Stream Block => _block;

    public int Pages => _pages.Count;

    private long Position => _written + _block.Length;

    public void Begin() => Put("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n");

    /// <summary>An object of its own; returns its number.</summary>
    public int Add(string content)
    {
        var number = Open();
        Put(content + "\nendobj\n");
        return number;
    }

    /// <summary>Begins a stream object, whose bytes are then written into <see cref="Block"/>; returns its number.</summary>
    public int BeginStream(string dictionary)
    {
        var number = Open();
        _lengthObject = number + 1;
        Put(Text($"<< {dictionary} /Length {_lengthObject} 0 R >>\nstream\n"));
        _streamStart = Position;
        return number;
    }

    /// <summary>Ends the stream object.</summary>
    public void EndStream()
    {
        var length = Position - _streamStart;
        Put("\nendstream\nendobj\n");
        Add(Text($"{length}"));
    }

    /// <summary>A page of a size in points with a content; <paramref name="resources"/> is a dictionary's inside.</summary>
    /// <exception cref="FormatException">Too many pages.</exception>
    public void AddPage(double width, double height, string resources, string content)
    {
        if (_pages.Count == limits.Pages)
        {
            throw new FormatException(Text($"the document has more than {limits.Pages} pages"));
        }

        var stream = BeginStream("/Filter /FlateDecode");
        using (var deflate = new ZLibStream(_block, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(Encoding.Latin1.GetBytes(content));
        }

        EndStream();
        _pages.Add(Add(Text($"<< /Type /Page /Parent {PageTree} 0 R /MediaBox [0 0 {width:0.###} {height:0.###}] /Resources << {resources} >> /Contents {stream} 0 R >>")));
    }

    /// <summary>Hands full blocks on.</summary>
    public ValueTask FlushAsync(CancellationToken cancellationToken) => _block.Length >= FlushBytes ? WriteBlockAsync(cancellationToken) : ValueTask.CompletedTask;

    /// <summary>Writes the end; returns the pages.</summary>
    public async Task<int> CompleteAsync(CancellationToken cancellationToken)
    {
        _offsets[Catalog - 1] = Position;
        Put(Text($"{Catalog} 0 obj\n<< /Type /Catalog /Pages {PageTree} 0 R >>\nendobj\n"));
        _offsets[PageTree - 1] = Position;
        Put(Text($"{PageTree} 0 obj\n<< /Type /Pages /Count {_pages.Count} /Kids ["));
        foreach (var page in _pages)
        {
            Put(Text($"{page} 0 R\n"));
        }

        Put("] >>\nendobj\n");
        var table = Position;
        Put(Text($"xref\n0 {_offsets.Count + 1}\n0000000000 65535 f \n"));
        foreach (var offset in _offsets)
        {
            Put(Text($"{offset:D10} 00000 n \n"));
        }

        Put(Text($"trailer\n<< /Size {_offsets.Count + 1} /Root {Catalog} 0 R >>\nstartxref\n{table}\n%%EOF\n"));
        await WriteBlockAsync(cancellationToken);
        return _pages.Count;
    }

    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    public void Dispose() => _block.Dispose();

    private int Open()
    {
        _offsets.Add(Position);
        Put(Text($"{_offsets.Count} 0 obj\n"));
        return _offsets.Count;
    }

    private void Put(string text) => _block.Write(Encoding.Latin1.GetBytes(text));

    private async ValueTask WriteBlockAsync(CancellationToken cancellationToken)
    {
        _written += _block.Length;
        await target.WriteAsync(_block.GetBuffer().AsMemory(0, (int)_block.Length), cancellationToken);
        _block.SetLength(0);
    }
}
