namespace Platen.Grains.Directories;

/// <summary>How far a run is, for whoever looks meanwhile. Thread-safe.</summary>
internal sealed class DirectoryProgress
{
    private int _written;

    /// <summary>Users written until now.</summary>
    public int Written => Volatile.Read(ref _written);

    public void Wrote(int users) => Interlocked.Add(ref _written, users);
}
