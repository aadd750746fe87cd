namespace Platen.SiteAgent.Replica;

/// <summary>Where the replica lives, and when it is rewritten.</summary>
internal sealed class ReplicaOptions
{
    /// <summary>The folder of the replica's file; made when missing.</summary>
    public string Directory { get; set; } = "";

    /// <summary>The file is compacted when changes take more than this, in bytes, and more than the snapshot before them.</summary>
    public long CompactBytesMin { get; set; } = 8 * 1024 * 1024;
}
