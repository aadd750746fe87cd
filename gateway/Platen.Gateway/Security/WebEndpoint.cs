namespace Platen.Gateway.Security;

/// <summary>Marks an endpoint as one for browsers and programs, not for agents: it answers on the web ports only, and the agents' endpoints answer on theirs only.</summary>
public sealed class WebEndpoint
{
    /// <summary>The mark.</summary>
    public static readonly WebEndpoint Instance = new();

    private WebEndpoint()
    {
    }
}
