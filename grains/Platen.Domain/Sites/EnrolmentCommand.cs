namespace Platen.Domain.Sites;

/// <summary>The one command that enrols an agent and installs it as a service, as people copy it. The token is not in it: a command line can be read by every user of a machine, so the agent reads it from its standard input.</summary>
public static class EnrolmentCommand
{
    /// <summary>The command line.</summary>
    /// <param name="host">Host name or address under which the agent reaches the server.</param>
    /// <param name="port">Port of the agent link.</param>
    public static string For(string host, int port)
    {
        var name = host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('[') ? $"[{host}]" : host;
        return $"sudo /opt/platen-agent/Platen.SiteAgent install --server https://{name}:{port}/ --token-file -";
    }
}
