namespace Platen.SiteAgent.Rendering;

/// <summary>How renderers (Ghostscript) are run, section <c>Rendering</c>: for documents whose pages only they can count, and for devices that cannot take a document's format.</summary>
internal sealed class RenderingOptions
{
    public const string Section = "Rendering";

    /// <summary>Where Ghostscript is.</summary>
    public string Ghostscript { get; set; } = "/usr/bin/gs";

    /// <summary>Where MuPDF's <c>mutool</c> is: it draws TIFF and PNG for devices that cannot take them.</summary>
    public string MuPdf { get; set; } = "/usr/bin/mutool";

    /// <summary>False, as shipped: no renderer is run where the machine cannot confine it. True: it is run with what there is (limits of time and output, <c>-dSAFER</c>, no environment).</summary>
    public bool AllowUnconfined { get; set; }

    /// <summary>A folder in memory (tmpfs) for the temporary files of renderers, which hold documents in the clear; they are deleted after each run. Empty: <c>/dev/shm</c>, or the user's runtime folder.</summary>
    public string TemporaryFolder { get; set; } = "";

    /// <summary>True: <see cref="TemporaryFolder"/> may be on a disk.</summary>
    public bool AllowTemporaryOnDisk { get; set; }

    /// <summary>Renderers at the same time; further ones wait. 1 to 64.</summary>
    public int RunsMax { get; set; } = 2;

    /// <summary>How long the conversion of one document may take, by the clock and in processor time. 1 s to 4 h.</summary>
    public TimeSpan ConversionTimeMax { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Addresses of one renderer, in bytes. 256 MiB to 64 GiB.</summary>
    public long MemoryBytesMax { get; set; } = 1536L * 1024 * 1024;

    /// <summary>Temporary files of one run together, in bytes. 16 MiB to 64 GiB.</summary>
    public long TemporaryBytesMax { get; set; } = 1024L * 1024 * 1024;

    /// <summary>Bytes that one conversion may make. 16 MiB to 1 TiB.</summary>
    public long OutputBytesMax { get; set; } = 16L * 1024 * 1024 * 1024;

    /// <summary>Further files and folders that renderers may read, e.g. of the company's own fonts; at most 16, absolute.</summary>
    public IList<string> Readable { get; } = [];
}
