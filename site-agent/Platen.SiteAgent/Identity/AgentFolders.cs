using Microsoft.Extensions.Options;
using Platen.SiteAgent.Options;

namespace Platen.SiteAgent.Identity;

/// <summary>Where the agent keeps what: one folder a purpose, all below the data folder, all owner-only.</summary>
internal sealed class AgentFolders
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public AgentFolders(IOptions<AgentOptions> options)
        : this(options.Value.DataDirectory)
    {
    }

    public AgentFolders(string root)
    {
        Root = Make(Path.GetFullPath(root));
        Keys = Make(Path.Combine(Root, "keys"));
        Spool = Make(Path.Combine(Root, "spool"));
        Replica = Make(Path.Combine(Root, "replica"));
        Transfers = Make(Path.Combine(Root, "transfers"));
    }

    public string Root { get; }

    /// <summary>Identity, certificates, site keys.</summary>
    public string Keys { get; }

    /// <summary>Documents and journal.</summary>
    public string Spool { get; }

    /// <summary>What flows down from the cluster.</summary>
    public string Replica { get; }

    /// <summary>Documents on their way from and to other agents.</summary>
    public string Transfers { get; }

    private static string Make(string folder)
    {
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder, OwnerOnly);
        }

        return folder;
    }
}
