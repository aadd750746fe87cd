using System.Security.Cryptography;
using System.Text;

namespace Platen.VirtualMfp.Device;

/// <summary>The state that all protocols of the device show, and a way to wait for it to change. Safe for use by many threads.</summary>
internal sealed class MfpDevice(string dataFolder, TimeProvider time, IReadOnlyList<string> formats)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal const string Model = "Platen Virtual MFP";

    internal string SerialNumber { get; } = "VMFP" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(dataFolder))).AsSpan(0, 4));

    internal DateTimeOffset StartedAt { get; } = time.GetUtcNow();

    internal TimeProvider Time => time;

    /// <summary>The document formats that IPP tells and takes, as media types.</summary>
    internal IReadOnlyList<string> Formats => formats;

    internal LifeCounter LifeCounter { get; } = new(dataFolder);

    internal MfpCondition Condition { get; private set; } = MfpCondition.Ready;

    internal MfpBehaviour Behaviour { get; private set; } = MfpBehaviour.Good;

    internal bool CanPrint => Condition == MfpCondition.Ready;

    internal bool IsRefusing => Condition == MfpCondition.Offline || Behaviour.RefuseConnections;

    /// <summary>Seconds since the start, at least 1, as printer-up-time wants it.</summary>
    internal int UpTimeSeconds => Math.Max(1, (int)(time.GetUtcNow() - StartedAt).TotalSeconds);

    internal void Set(MfpCondition condition) => Change(() => Condition = condition);

    internal void Set(MfpBehaviour behaviour) => Change(() => Behaviour = behaviour);

    /// <summary>Completes at the next change of condition or behaviour.</summary>
    internal Task NextChange()
    {
        lock (_lock)
        {
            return _changed.Task;
        }
    }

    /// <summary>Completes as soon as the state fulfils the condition.</summary>
    internal async Task WaitUntilAsync(Func<MfpDevice, bool> fulfilled, CancellationToken cancellationToken)
    {
        while (true)
        {
            var change = NextChange();
            if (fulfilled(this))
            {
                return;
            }

            await change.WaitAsync(cancellationToken);
        }
    }

    private void Change(Action apply)
    {
        TaskCompletionSource previous;
        lock (_lock)
        {
            apply();
            previous = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        previous.SetResult();
    }
}
