using System.Buffers;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Spool;

namespace Platen.SiteAgent.Jobs;

/// <summary>An intake: limits, and the hand-over to <see cref="HeldJobs"/> at the end.</summary>
internal sealed class JobIntake(JobId id, JobOrigin origin, HeldJobs jobs, DocumentWriter writer, ReceiveCode refusal, long bytesMax, bool ownsId) : IJobIntake
{
    private bool _isComplete;

    public JobId Id => id;

    public JobOrigin Origin => origin;

    public long BytesTaken => writer.PlainBytes;

    public ReceiveCode Refusal { get; private set; } = refusal;

    public async ValueTask<bool> AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isComplete, this);
        if (Refusal != ReceiveCode.Unspecified)
        {
            return false;
        }

        if (writer.PlainBytes + bytes.Length > bytesMax)
        {
            Refusal = ReceiveCode.TooLarge;
            return false;
        }

        if (!await writer.AppendAsync(bytes, cancellationToken))
        {
            Refusal = ReceiveCode.SpoolFull;
            return false;
        }

        return true;
    }

    public async ValueTask<bool> AppendAsync(ReadOnlySequence<byte> bytes, CancellationToken cancellationToken = default)
    {
        foreach (var piece in bytes)
        {
            if (!await AppendAsync(piece, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    public async ValueTask<ReceiveResult> CompleteAsync(JobDetails details, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isComplete, this);
        if (Refusal == ReceiveCode.Unspecified)
        {
            var document = await writer.FinishAsync(cancellationToken);
            _isComplete = true;
            if (document is not null)
            {
                return await jobs.AcceptAsync(this, details, document, writer.Keep);
            }

            Refusal = ReceiveCode.SpoolFull;
        }

        return new ReceiveResult(Refusal, null);
    }

    public ValueTask DisposeAsync()
    {
        _isComplete = true;
        if (ownsId)
        {
            jobs.EndReceive(id);
        }

        return writer.DisposeAsync();
    }
}
