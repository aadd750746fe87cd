using System.Buffers;
using Platen.Protocols.Lpd;
using Platen.VirtualMfp.Device;
using Platen.VirtualMfp.Jobs;

namespace Platen.VirtualMfp.Lpd;

/// <summary>The files of one LPD connection. A document is printed once its control file is there too, whichever came first.</summary>
internal sealed class LpdIntake(MfpDevice device, JobList jobs, PrintEngine engine, CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly Dictionary<string, JobFile> _waiting = new(StringComparer.Ordinal);
    private readonly List<LpdControlFile> _control = [];
    private readonly ArrayBufferWriter<byte> _controlOctets = new();
    private JobFile? _open;
    private LpdFile? _offered;

    internal void Begin(LpdFile offered)
    {
        _offered = offered;
        if (offered.Kind == LpdFileKind.Control)
        {
            _controlOctets.ResetWrittenCount();
            return;
        }

        if (_waiting.ContainsKey(offered.Name))
        {
            throw new LpdFormatException(LpdFormatError.BadFileName, $"data file {offered.Name} was sent twice");
        }

        _open = jobs.Open(jobs.TryAdd("lpd", name: null, user: null) ?? throw new InvalidDataException("too many jobs are waiting"));

        // repeated print lines are copies; a control file that comes last is too late for that, as with many devices
        if (_control.SelectMany(control => control.Documents).FirstOrDefault(document => document.DataFile == offered.Name) is { Copies: > 1 } asked)
        {
            _open.Job.Finishing = JobFinishing.AsIs with { Copies = asked.Copies };
        }
    }

    internal async ValueTask WriteAsync(ReadOnlyMemory<byte> octets)
    {
        if (_open is { } file)
        {
            await file.WriteAsync(octets, cancellationToken);
        }
        else
        {
            _controlOctets.Write(octets.Span);
        }
    }

    internal async Task CompleteFileAsync()
    {
        if (_open is { } file)
        {
            await file.CloseAsync();
            _waiting.Add(_offered!.Name, file);
            _open = null;
        }
        else
        {
            _control.Add(LpdControlFile.Parse(_controlOctets.WrittenSpan, LpdLimits.Default));
        }

        foreach (var control in _control.ToArray())
        {
            PrintIfWhole(control);
        }
    }

    internal async Task AbortAsync()
    {
        foreach (var file in _waiting.Values)
        {
            await GiveUpAsync(file);
        }

        _waiting.Clear();
        _control.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        if (_open is { } file)
        {
            await GiveUpAsync(file);
        }

        await AbortAsync();
    }

    private void PrintIfWhole(LpdControlFile control)
    {
        if (!control.Documents.All(document => _waiting.ContainsKey(document.DataFile)))
        {
            return;
        }

        _control.Remove(control);
        foreach (var document in control.Documents)
        {
            _waiting.Remove(document.DataFile, out var file);
            file!.Job.Name = control.JobName ?? document.SourceName;
            file.Job.User = control.User;

            // The client is told when all is received, not when it is printed: the engine owns the file from here on.
            engine.Enqueue(file);
        }
    }

    private async Task GiveUpAsync(JobFile file)
    {
        file.Job.Cancel(device.Time.GetUtcNow());
        await file.DisposeAsync();
    }
}
