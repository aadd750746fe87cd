using System.Runtime.InteropServices;

namespace Platen.SiteAgent.Spool;

/// <summary>Where a document's bytes are on disk.</summary>
/// <param name="Segment">The segment; 0: a file of the job's own.</param>
/// <param name="Offset">Of the data header in that file.</param>
/// <param name="Length">Bytes from the header to the end, padding included.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DataPlace(uint Segment, long Offset, long Length)
{
    public bool IsOwnFile => Segment == 0;
}
