using System.Security.Cryptography;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Keys;

namespace Platen.SiteAgent.Spool;

/// <summary>Hashes and seals a document chunk by chunk, each while it is warm in the processor's cache. One thread at a time.</summary>
internal sealed class DocumentSealer(JobId job, SiteKeyRing ring) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private ChunkCipher? _cipher;

    /// <summary>Chunks sealed so far.</summary>
    public long Chunks { get; private set; }

    /// <summary>Makes the document's key and its header.</summary>
    public void Begin(Span<byte> header) => _cipher = DataHeader.Create(header, job, ring);

    /// <summary>Seals the next chunk in place; returns its sealed length.</summary>
    public int Seal(Span<byte> chunk, int plainBytes, bool last)
    {
        _hash.AppendData(chunk[..plainBytes]);
        return _cipher!.Seal(chunk, plainBytes, Chunks++, last);
    }

    /// <summary>SHA-256 of the whole document in the clear; once.</summary>
    public byte[] TakeSha256() => _hash.GetHashAndReset();

    public void Dispose()
    {
        _hash.Dispose();
        _cipher?.Dispose();
    }
}
