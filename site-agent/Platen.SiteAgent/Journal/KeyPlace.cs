using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Journal;

/// <summary>Where a wrapped key lies.</summary>
/// <param name="File">The open file.</param>
/// <param name="Offset">Of the first key slot.</param>
/// <param name="Length">Of both slots.</param>
/// <param name="IsOwned">The file was opened for this only, and is closed afterwards.</param>
internal sealed record KeyPlace(IDiskFile File, long Offset, int Length, bool IsOwned)
{
    /// <summary>Overwrites it with zeros; not yet durable.</summary>
    public void Overwrite()
    {
        Span<byte> zeros = stackalloc byte[Length];
        zeros.Clear();
        File.Write(zeros, Offset);
    }

    /// <summary>Closes the file if it was opened for this.</summary>
    public void Close()
    {
        if (IsOwned)
        {
            File.Dispose();
        }
    }
}
