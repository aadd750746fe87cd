using Google.Protobuf;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Spool;

namespace Platen.SiteAgent.Uplink.Transfer;

/// <summary>
/// A document of another site that is here, whole, and this release's to print. It stays on disk, sealed, until <see cref="Discard"/>; disposing of it only closes it, and a later fetch of the same release
/// finds it again.
/// </summary>
internal sealed class FetchedDocument(FetchFolder folder, FetchFile file, ReleaseId release, bool isCopy = false) : IDisposable
{
    private bool _isClosed;

    /// <summary>What the holder knows of the job.</summary>
    public JobSummary Job { get; } = file.Summary!;

    public ReleaseId Release => release;

    /// <summary>The job template attributes that its sender asked for, as an IPP message; empty: none.</summary>
    public ByteString Template { get; } = file.Head!.Template;

    /// <summary>Reads it in the clear; every chunk is verified before any of it is given out. Dispose of the reader before this.</summary>
    public SpoolReader OpenReader() => file.OpenReader($"{release}");

    /// <summary>Destroys its key and removes it; a copy in advance stays until the cluster says that the job has ended.</summary>
    public void Discard()
    {
        if (isCopy)
        {
            Dispose();
        }
        else if (!_isClosed)
        {
            _isClosed = true;
            folder.Discard(file, release);
        }
    }

    public void Dispose()
    {
        if (!_isClosed)
        {
            _isClosed = true;
            folder.Close(file, isCopy ? FetchFolder.Copy : release);
        }
    }
}
