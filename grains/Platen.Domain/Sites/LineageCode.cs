namespace Platen.Domain.Sites;

/// <summary>How an agent's journal and the record fit together.</summary>
public enum LineageCode
{
    /// <summary>Not said.</summary>
    Unspecified = 0,

    /// <summary>The journal continues what the record has.</summary>
    Continues = 1,

    /// <summary>The record is older than what was acknowledged, and the journal still has everything that is missing: it is sent again, and nothing is lost.</summary>
    Resend = 2,

    /// <summary>They do not fit; the agent is fenced.</summary>
    Fenced = 3,

    /// <summary>They did not fit, and an administrator has accepted it: the agent goes on from where the verdict says.</summary>
    Accepted = 4,
}
