namespace Platen.SiteAgent.Journal;

/// <summary>A journal or checkpoint file is damaged elsewhere than at its torn end: facts that were acknowledged are missing, and are not skipped silently.</summary>
internal sealed class JournalDamagedException(string file, long offset, string what)
    : Exception($"'{file}' is damaged at byte {offset}: {what}. Restore the agent's data folder from a backup, or move the spool folder away to start with an empty one; the jobs in it are then lost to this agent.")
{
    public string File => file;

    public long Offset => offset;
}
