using System.Buffers;
using Platen.Domain.Jobs;

namespace Platen.SiteAgent.Jobs;

/// <summary>
/// One document on its way in. Bytes are encrypted as they come; memory is bounded (a large document streams to its file). Not thread-safe: one call at a time.
/// Disposed without <see cref="CompleteAsync"/>, it leaves nothing behind.
/// </summary>
internal interface IJobIntake : IAsyncDisposable
{
    JobId Id { get; }

    /// <summary>Plaintext bytes taken so far.</summary>
    long BytesTaken { get; }

    /// <summary>Takes the next bytes; they are copied before this returns. False: the spool refuses the document (<see cref="Refusal"/>); stop, and tell the sender.</summary>
    ValueTask<bool> AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="AppendAsync(ReadOnlyMemory{byte}, CancellationToken)"/>
    ValueTask<bool> AppendAsync(ReadOnlySequence<byte> bytes, CancellationToken cancellationToken = default);

    /// <summary>Why the document is refused; <see cref="ReceiveCode.Unspecified"/> while it is not. Known before the first byte when the spool is full.</summary>
    ReceiveCode Refusal { get; }

    /// <summary>
    /// Makes the document and its JobReceived fact durable, and the job held. Only after <see cref="ReceiveCode.Accepted"/> may the sender be told so (I1).
    /// </summary>
    ValueTask<ReceiveResult> CompleteAsync(JobDetails details, CancellationToken cancellationToken = default);
}
