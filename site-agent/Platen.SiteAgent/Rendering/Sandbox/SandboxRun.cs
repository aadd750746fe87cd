using System.Diagnostics;
using System.Runtime.InteropServices;
using Platen.SiteAgent.Telemetry;

namespace Platen.SiteAgent.Rendering.Sandbox;

/// <summary>A renderer under way. One reader, one feeder. Whatever happens, it is over when this is disposed of, and its temporary files are gone.</summary>
internal sealed partial class SandboxRun : IAsyncDisposable
{
    private const int FeedBytes = 64 * 1024;
    private const int WordsMax = 4096;
    private const int KillSignal = 9;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private readonly Process? _process;
    private readonly SandboxOrder? _order;
    private readonly Action _onEnd;
    private readonly Task _errors = Task.CompletedTask;
    private readonly ITimer? _clock;
    private readonly ITimer? _look;
    private readonly SandboxEnd? _refusal;
    private string _words = "";
    private bool _hasNoMemory;
    private long _written;
    private int _stopped; // SandboxEndCode
    private int _isDisposed;

    public SandboxRun(Process process, SandboxOrder order, TimeProvider time, Action onEnd)
    {
        (_process, _order, _onEnd) = (process, order, onEnd);
        _errors = ListenAsync(process.StandardError);
        _clock = time.CreateTimer(_ => Stop(SandboxEndCode.TimeOver), null, TimeSpan.FromSeconds(order.Limits.Seconds), Timeout.InfiniteTimeSpan);
        _look = time.CreateTimer(_ => LookAtFiles(), null, LookEvery, LookEvery);
    }

    private SandboxRun(SandboxEnd refusal, Action onEnd) => (_refusal, _onEnd) = (refusal, onEnd);

    /// <summary>A run that does not take place.</summary>
    public static SandboxRun Refused(SandboxEnd why, Action onEnd) => new(why, onEnd);

    /// <summary>Gives it a document, to its end or until it wants no more.</summary>
    public async Task FeedAsync(Stream document, CancellationToken cancellationToken)
    {
        if (_process is null)
        {
            return;
        }

        var buffer = new byte[FeedBytes];
        var input = _process.StandardInput.BaseStream;
        try
        {
            while (await document.ReadAsync(buffer, cancellationToken) is var count and > 0 && await TryWriteAsync(input, buffer.AsMemory(0, count), cancellationToken))
            {
            }
        }
        finally
        {
            Array.Clear(buffer);
            await CloseAsync(input);
        }
    }

    /// <summary>Reads of its output; 0: there is no more, <see cref="EndAsync"/> says why.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_process is null || _stopped != 0)
        {
            return 0;
        }

        var count = await _process.StandardOutput.BaseStream.ReadAsync(buffer, cancellationToken);
        _written += count;
        if (_written <= _order!.Limits.OutputBytes)
        {
            return count;
        }

        Stop(SandboxEndCode.OutputTooLong);
        return 0;
    }

    /// <summary>Waits for its end, after its output was read to its own.</summary>
    public async Task<SandboxEnd> EndAsync(CancellationToken cancellationToken)
    {
        var end = _process is null ? _refusal! : await EndOfAsync(_process, cancellationToken);
        AgentInstruments.OnRender(end.Code);
        return end;
    }

    /// <summary>Opens a file that it has made in its folder; null: it has made none. The file can be read after the run is disposed of, and is gone when it is closed.</summary>
    public Stream? OpenResult(string name)
    {
        var path = _order is null ? "" : Path.Combine(_order.Folder, name);
        return File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: false) is null ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete) : null;
    }

    /// <summary>Ends it now, with all that it has started.</summary>
    public void Stop() => Stop(SandboxEndCode.Stopped);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        if (_process is not null)
        {
            await _clock!.DisposeAsync();
            await _look!.DisposeAsync();
            Stop();
            await _process.WaitForExitAsync(CancellationToken.None);
            await _errors;
            _process.Dispose();
            ScratchFolders.Delete(_order!.Folder);
        }

        _onEnd();
    }

    private async Task<SandboxEnd> EndOfAsync(Process process, CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken);
        await _errors;
        return _stopped != 0
            ? new SandboxEnd((SandboxEndCode)_stopped, process.ExitCode, "")
            : SandboxEnd.Of(process.ExitCode, _hasNoMemory, _words);
    }

    private static async ValueTask<bool> TryWriteAsync(Stream input, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await input.WriteAsync(bytes, cancellationToken);
            return true;
        }
        catch (IOException)
        {
            return false; // it has seen enough, or has ended: its exit code tells
        }
    }

    private static async ValueTask CloseAsync(Stream input)
    {
        try
        {
            await input.DisposeAsync();
        }
        catch (IOException)
        {
            // it has ended: there is nobody to tell that the document is over
        }
    }

    private void Stop(SandboxEndCode why)
    {
        if (_process is null || _process.HasExited || Interlocked.CompareExchange(ref _stopped, (int)why, 0) != 0)
        {
            return;
        }

        _ = Kill(-_process.Id, KillSignal); // its session, which it leads
        _process.Kill(entireProcessTree: true); // the launcher, if it has not come so far
    }

    private void LookAtFiles()
    {
        if (_isDisposed == 0 && ScratchFolders.BytesIn(_order!.Folder) > _order.Limits.TemporaryBytes)
        {
            Stop(SandboxEndCode.TemporaryTooLarge);
        }
    }

    /// <summary>Reads what it says so that it never waits for a reader. Of that only two things count: what the launcher says when it gives up, and that memory was short.</summary>
    private async Task ListenAsync(StreamReader errors)
    {
        var buffer = new char[WordsMax];
        while (await errors.ReadAsync(buffer, CancellationToken.None) is var count and > 0)
        {
            var words = new string(buffer, 0, count);
            _words = _words.Length == 0 ? words.Trim() : _words;
            _hasNoMemory |= words.Contains("VMerror", StringComparison.Ordinal) || words.Contains("emory allocation failed", StringComparison.Ordinal);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
