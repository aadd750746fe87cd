using System.Buffers;
using Platen.Contracts.AgentJournal.V1;
using Platen.Protocols.Lpd;
using Platen.SiteAgent.Intake.Ipp.Jobs;
using Platen.SiteAgent.Intake.Ipp.Printer;

namespace Platen.SiteAgent.Intake.Lpd;

/// <summary>What one LPD connection sends: a control file and data files, in either order. Data files that come first wait, unfinished, for the control file that says whose they are.</summary>
internal sealed class LpdJob(JobReceiver receiver, LpdCaller caller) : IAsyncDisposable
{
    /// <summary>Data files that may wait for their control file.</summary>
    private const int WaitingMax = 16;

    private readonly List<(string Name, JobReception Reception)> _waiting = [];
    private readonly ArrayBufferWriter<byte> _controlBytes = new();
    private LpdControlFile? _control;
    private LpdFile? _file;
    private JobReception? _reception;
    private IntakeResult? _refusal;

    public LpdCaller Caller => caller;

    public string Queue { get; set; } = "";

    /// <summary>A file is announced; null: go on.</summary>
    public IntakeResult? Offer(LpdFile file)
    {
        _file = file;
        _refusal = null;
        _controlBytes.ResetWrittenCount();
        if (file.Kind == LpdFileKind.Control)
        {
            return null;
        }

        if (_waiting.Count >= WaitingMax)
        {
            return new IntakeResult(IntakeCode.Busy, $"More than {WaitingMax} data files came before their control file.");
        }

        if (_control is not null && receiver.CheckOwner(Queue, caller.User?.LoginName ?? _control.User) is { } unknown)
        {
            return unknown;
        }

        (_reception, var refusal) = receiver.Begin(Queue, IntakeProtocol.Lpd, caller.Source);
        return refusal ?? _reception!.Refusal;
    }

    /// <summary>Takes the file's next bytes. Of a refused file the rest is passed over: the client reads our answer only when it has sent the file.</summary>
    public async ValueTask AppendAsync(ReadOnlySequence<byte> bytes, CancellationToken cancellationToken)
    {
        if (_refusal is not null)
        {
            return;
        }

        if (_reception is not null)
        {
            _refusal = await _reception.AppendAsync(bytes, cancellationToken) ? null : _reception.Refusal;
            return;
        }

        foreach (var segment in bytes)
        {
            _controlBytes.Write(segment.Span);
        }
    }

    /// <summary>The file is whole; null: acknowledge it. A job that it makes whole is on disk then.</summary>
    public async ValueTask<IntakeResult?> CompleteFileAsync(CancellationToken cancellationToken)
    {
        if (_refusal is not null)
        {
            return _refusal;
        }

        if (_reception is null)
        {
            return await TakeControlAsync(cancellationToken);
        }

        var reception = _reception;
        _reception = null;
        if (_control is null && _file!.Size is null)
        {
            // it ended with the connection: no control file can follow, and what was acknowledged must not be lost
            return await CompleteJobAsync(new JobClaims("", ""), reception, cancellationToken);
        }

        if (_control is null)
        {
            _waiting.Add((_file!.Name, reception));
            return null;
        }

        return await CompleteJobAsync(ClaimsOf(_file!.Name), reception, cancellationToken);
    }

    /// <summary>The client takes it all back.</summary>
    public async ValueTask AbortAsync()
    {
        await DisposeAsync();
        _control = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_reception is not null)
        {
            await _reception.DisposeAsync();
            _reception = null;
        }

        foreach (var (_, reception) in _waiting)
        {
            await reception.DisposeAsync();
        }

        _waiting.Clear();
    }

    private async ValueTask<IntakeResult?> TakeControlAsync(CancellationToken cancellationToken)
    {
        _control = LpdControlFile.Parse(_controlBytes.WrittenSpan, LpdLimits.Default);
        while (_waiting.Count > 0)
        {
            var (name, reception) = _waiting[0];
            _waiting.RemoveAt(0);
            if (await CompleteJobAsync(ClaimsOf(name), reception, cancellationToken) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private JobClaims ClaimsOf(string dataFile)
    {
        var document = _control!.Documents.FirstOrDefault(d => d.DataFile == dataFile);
        // one print line says nothing of copies; several are copies, which the device is asked for when the job is delivered
        int? copies = document?.Copies is > 1 and var lines ? Math.Min(lines, PrinterTemplates.CopiesMax) : null;
        var template = JobTemplates.OfCopies(copies);
        return new JobClaims(_control.User, LpdTitle.Of(_control, document), copies) { Ticket = template.IsEmpty ? null : new JobTicket { Template = template } };
    }

    private async ValueTask<IntakeResult?> CompleteJobAsync(JobClaims claims, JobReception reception, CancellationToken cancellationToken)
    {
        await using (reception)
        {
            var result = await reception.CompleteAsync(claims with { CertificateUser = caller.User?.LoginName ?? "" }, cancellationToken);
            return result.IsAccepted ? null : result;
        }
    }
}
