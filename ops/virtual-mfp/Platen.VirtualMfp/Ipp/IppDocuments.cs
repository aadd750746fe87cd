using System.Collections.Concurrent;
using Platen.Protocols.Ipp;
using Platen.VirtualMfp.Device;
using Platen.VirtualMfp.Jobs;

namespace Platen.VirtualMfp.Ipp;

/// <summary>The operations that bring a job or its document. One document a job.</summary>
internal sealed class IppDocuments(MfpDevice device, JobList jobs, PrintEngine engine) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, JobFile> _received = new();

    /// <summary>Why the job of a request cannot be taken, or null.</summary>
    internal IppMessage? FindFault(IppCall call)
    {
        if (call.Attributes.GetString(IppNames.DocumentFormat) is { } format && !device.Formats.Contains(format))
        {
            return call.Fail(IppStatus.DocumentFormatNotSupported, $"document-format {format} is not supported");
        }

        if (call.Attributes.GetString(IppNames.Compression) is { } compression && compression != "none")
        {
            return call.Fail(IppStatus.CompressionNotSupported, $"compression {compression} is not supported");
        }

        if (call.Attributes.GetBoolean(IppNames.IppAttributeFidelity) == true && IppFinishing.FindUnsupported(call.Request.Find(IppTag.JobAttributes)) is { } attribute)
        {
            return call.Fail(IppStatus.AttributesOrValuesNotSupported, $"{attribute} is not supported");
        }

        return null;
    }

    internal async Task<IppMessage> PrintAsync(IppCall call)
    {
        if (FindFault(call) is { } fault)
        {
            return fault;
        }

        if (Add(call) is not { } job)
        {
            return call.Fail(IppStatus.Busy, "too many jobs are waiting");
        }

        engine.Enqueue(await ReceiveAsync(call, job));
        return Describe(call, job);
    }

    internal IppMessage Create(IppCall call)
    {
        if (FindFault(call) is { } fault)
        {
            return fault;
        }

        if (Add(call) is not { } job)
        {
            return call.Fail(IppStatus.Busy, "too many jobs are waiting");
        }

        job.AwaitsDocument = true;
        return Describe(call, job);
    }

    internal async Task<IppMessage> SendAsync(IppCall call, MfpJob job)
    {
        if (call.Attributes.GetBoolean(IppNames.LastDocument) is not { } isLast)
        {
            return call.Fail(IppStatus.BadRequest, "last-document is missing");
        }

        if (FindFault(call) is { } fault)
        {
            return fault;
        }

        if (job.IsOver || (!job.AwaitsDocument && !_received.ContainsKey(job.Id)))
        {
            return call.Fail(IppStatus.NotPossible, $"job {job.Id} takes no document any more");
        }

        var hasData = await HasDataAsync(call);
        if (hasData && !job.AwaitsDocument)
        {
            return call.Fail(IppStatus.MultipleDocumentJobsNotSupported, "a job has one document");
        }

        if (hasData)
        {
            job.AwaitsDocument = false;
            _received[job.Id] = await ReceiveAsync(call, job);
        }

        return isLast ? await CloseAsync(call, job) : Describe(call, job);
    }

    /// <summary>Ends a job that Create-Job began: prints its document, or completes it without one.</summary>
    internal Task<IppMessage> CloseAsync(IppCall call, MfpJob job)
    {
        if (_received.TryRemove(job.Id, out var file))
        {
            engine.Enqueue(file);
        }
        else if (job.AwaitsDocument)
        {
            job.AwaitsDocument = false;
            job.CompletedAt = device.Time.GetUtcNow();
            job.State = IppJobState.Completed;
        }

        return Task.FromResult(Describe(call, job));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var file in _received.Values)
        {
            await file.DisposeAsync();
        }
    }

    private MfpJob? Add(IppCall call)
    {
        var job = jobs.TryAdd(
            call.PrinterUri.Scheme,
            call.Attributes.GetString(IppNames.JobName) ?? call.Attributes.GetString(IppNames.DocumentName) ?? "Untitled",
            call.Attributes.GetString(IppNames.RequestingUserName) ?? "anonymous");
        if (job is not null && call.Request.Find(IppTag.JobAttributes) is { } template)
        {
            job.Finishing = IppFinishing.Of(template);
        }

        return job;
    }

    private IppMessage Describe(IppCall call, MfpJob job)
    {
        var whole = IppJobDescription.Of(job, call.PrinterUri, device);
        string[] shown = [IppNames.JobId, IppNames.JobUri, IppNames.JobState, IppNames.JobStateReasons];
        return call.Respond(IppStatus.Ok).Group(new IppAttributeGroup(IppTag.JobAttributes, [.. whole.Attributes.Where(attribute => shown.Contains(attribute.Name))])).Build();
    }

    private static async Task<bool> HasDataAsync(IppCall call)
    {
        var read = await call.Document.ReadAsync(call.CancellationToken);
        call.Document.AdvanceTo(read.Buffer.Start);
        return !read.Buffer.IsEmpty;
    }

    private async Task<JobFile> ReceiveAsync(IppCall call, MfpJob job)
    {
        var file = jobs.Open(job);
        var isWhole = false;
        try
        {
            await CopyAsync(call, file);
            await file.CloseAsync();
            isWhole = true;
            return file;
        }
        finally
        {
            if (!isWhole)
            {
                job.State = IppJobState.Aborted;
                job.CompletedAt = device.Time.GetUtcNow();
                await file.DisposeAsync();
            }
        }
    }

    private async Task CopyAsync(IppCall call, JobFile file)
    {
        var flow = new DocumentFlow(device);
        while (true)
        {
            var read = await call.Document.ReadAsync(call.CancellationToken);
            foreach (var segment in read.Buffer)
            {
                for (var used = 0; used < segment.Length;)
                {
                    var admitted = await flow.AdmitAsync(segment.Length - used, call.CancellationToken);
                    await file.WriteAsync(segment.Slice(used, admitted), call.CancellationToken);
                    used += admitted;
                }
            }

            call.Document.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }
}
