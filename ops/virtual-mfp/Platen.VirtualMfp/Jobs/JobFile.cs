using System.Security.Cryptography;

namespace Platen.VirtualMfp.Jobs;

/// <summary>Receives one document: to disk, hashed and counted on the way, so that memory stays bounded. Until it is published it is a .partial file.</summary>
internal sealed class JobFile : IAsyncDisposable
{
    private const int BufferBytes = 64 * 1024;
    private readonly string _pathWithoutExtension;
    private readonly FileStream _stream;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash _payloadHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly PageCounter _pages = new();
    private long _bytes;
    private long _payloadBytes;

    internal JobFile(string outputFolder, MfpJob job)
    {
        Job = job;
        _pathWithoutExtension = Path.Combine(outputFolder, $"{job.Id:000000}-{job.Protocol}");
        _stream = new FileStream(PartialPath, FileMode.CreateNew, FileAccess.Write, FileShare.Read, BufferBytes, FileOptions.Asynchronous);
    }

    internal MfpJob Job { get; }

    private string PartialPath => _pathWithoutExtension + ".partial";

    /// <summary>Takes octets of the document.</summary>
    internal async ValueTask WriteAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellationToken)
    {
        _payloadHash.AppendData(octets.Span);
        _payloadBytes += octets.Length;
        _pages.Add(octets.Span);
        await WriteWrapperAsync(octets, cancellationToken);
    }

    /// <summary>Takes octets that the sender put around the document.</summary>
    internal async ValueTask WriteWrapperAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellationToken)
    {
        _hash.AppendData(octets.Span);
        _bytes += octets.Length;
        await _stream.WriteAsync(octets, cancellationToken);
    }

    /// <summary>Tells that all was received; the job knows its pages then.</summary>
    internal async ValueTask CloseAsync()
    {
        await _stream.DisposeAsync();
        Job.Bytes = _bytes;
        Job.Pages = _payloadBytes == 0 ? 0 : Job.Finishing.ImpressionsOf(_pages.Finish());
    }

    /// <summary>Makes the .prn file appear, its sidecar before it.</summary>
    internal void Publish()
    {
        MfpJson.WriteFile(_pathWithoutExtension + ".json", new JobSidecar
        {
            Sequence = Job.Id,
            Protocol = Job.Protocol,
            ReceivedAt = Job.ReceivedAt,
            JobName = Job.Name,
            User = Job.User,
            Pages = Job.Pages,
            Copies = Job.Finishing.Copies,
            Sides = Job.Finishing.Sides,
            Monochrome = Job.Finishing.IsMonochrome,
            PageRanges = Job.Finishing.PageRanges,
            Bytes = _bytes,
            Sha256 = Convert.ToHexStringLower(_hash.GetHashAndReset()),
            PayloadBytes = _payloadBytes,
            PayloadSha256 = Convert.ToHexStringLower(_payloadHash.GetHashAndReset()),
        });
        File.Move(PartialPath, _pathWithoutExtension + ".prn");
    }

    /// <summary>Gives up whatever was not published; it stays as .partial.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _hash.Dispose();
        _payloadHash.Dispose();
    }
}
