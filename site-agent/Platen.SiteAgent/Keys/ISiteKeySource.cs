namespace Platen.SiteAgent.Keys;

/// <summary>Where the site keys live: a file in the agent's data folder (<see cref="FileSiteKeySource"/>), or whatever takes its place (TPM, key service).</summary>
internal interface ISiteKeySource
{
    /// <summary>All keys, oldest first; empty before the first start.</summary>
    IReadOnlyList<SiteKey> Load();

    /// <summary>Replaces the stored keys; durable on return. Keys that are left out are destroyed.</summary>
    void Save(IReadOnlyList<SiteKey> keys);
}
