namespace Platen.VirtualMfp.Device;

/// <summary>Lets the octets of one connection's documents through as the device is told to behave: slowly, up to a stall, up to a cut.</summary>
internal sealed class DocumentFlow(MfpDevice device)
{
    private const int SlicesPerSecond = 20;
    private long _passed;

    /// <summary>Returns how many of the next octets may be used, at least 1; waits as long as it takes.</summary>
    /// <exception cref="ConnectionCutException">The connection is to be reset now.</exception>
    internal async ValueTask<int> AdmitAsync(int length, CancellationToken cancellationToken)
    {
        await device.WaitUntilAsync(d => !(d.Behaviour.StallAfterBytes <= _passed), cancellationToken);
        var behaviour = device.Behaviour;
        if (behaviour.CutAfterBytes <= _passed)
        {
            throw new ConnectionCutException();
        }

        long admitted = length;
        admitted = Math.Min(admitted, (behaviour.CutAfterBytes ?? long.MaxValue) - _passed);
        admitted = Math.Min(admitted, behaviour.StallAfterBytes is { } stall && stall > _passed ? stall - _passed : long.MaxValue);
        if (behaviour.BytesPerSecond is { } speed)
        {
            admitted = Math.Min(admitted, Math.Max(1, speed / SlicesPerSecond));
            await Task.Delay(TimeSpan.FromSeconds(admitted / (double)speed), device.Time, cancellationToken);
        }

        _passed += admitted;
        return (int)admitted;
    }
}
