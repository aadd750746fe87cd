using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Spool;

/// <summary>Pages on their way to a file.</summary>
/// <param name="File">The file.</param>
/// <param name="Offset">Where in it, a multiple of a page.</param>
/// <param name="Pages">Whole pages, at pages' addresses; not reused before they are written.</param>
internal sealed record PageWrite(IDiskFile File, long Offset, ReadOnlyMemory<byte> Pages);
