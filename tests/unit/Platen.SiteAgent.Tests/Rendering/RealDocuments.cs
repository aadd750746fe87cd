using Platen.Pdl;
using Platen.SiteAgent.Tests.Intake;

namespace Platen.SiteAgent.Tests.Rendering;

/// <summary>Documents that Ghostscript writes, and what it and our parsers count in others.</summary>
internal sealed class RealDocuments : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("platen-documents-");

    /// <summary>Pages with a coloured and a grey mark, in the format of a Ghostscript device.</summary>
    public async Task<byte[]> MakeAsync(string device, int pages, params string[] options)
    {
        var (source, target) = (Path.Combine(_folder.FullName, "source.ps"), Path.Combine(_folder.FullName, "document"));
        var page = "1 0 0 setrgbcolor 100 100 200 50 rectfill 0.5 setgray 300 300 50 50 rectfill showpage\n";
        await File.WriteAllTextAsync(source, "%!PS\n" + string.Concat(Enumerable.Repeat(page, pages)));
        await PrintClient.RunAsync("gs", "ghostscript", _folder.FullName, ["-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sPAPERSIZE=a4", $"-sDEVICE={device}", .. options, $"-sOutputFile={target}", source]);
        return await File.ReadAllBytesAsync(target);
    }

    /// <summary>What the parsers tell of a document.</summary>
    public static PdlReport Inspect(byte[] document)
    {
        using var inspector = new PdlInspector(PdlLimits.Default);
        inspector.Append(document);
        return inspector.Complete();
    }

    /// <summary>Pages that Ghostscript draws of a PostScript or PDF document.</summary>
    public async Task<int> DrawnAsync(byte[] document)
    {
        var source = Path.Combine(_folder.FullName, "drawn");
        await File.WriteAllBytesAsync(source, document);
        var words = await PrintClient.RunAsync("gs", "ghostscript", _folder.FullName, ["-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=bbox", "-sOutputFile=-", source]);
        return words.Split('\n').Count(line => line.StartsWith("%%BoundingBox", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
