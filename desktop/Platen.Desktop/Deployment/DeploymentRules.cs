namespace Platen.Desktop.Deployment;

/// <summary>What a deployment must be like, and how the user's own file tightens the administrator's.</summary>
internal static class DeploymentRules
{
    private const double IdleMinutesMin = 1;
    private const double IdleMinutesMax = 30 * 24 * 60;
    private const int TextMax = 2_000;

    /// <summary>The deployment; null: there are errors.</summary>
    public static DesktopDeployment? Combine(DeploymentJson? theirs, DeploymentJson? own, string? server, List<string> errors)
    {
        var rules = theirs ?? own ?? new DeploymentJson();
        if (theirs is not null && own is not null)
        {
            CheckOwn(own, errors);
        }

        var address = ServerOf(rules.Server, server, errors);
        var idle = Idle(rules.IdleMinutes, errors);
        var tighter = theirs is null ? idle : Idle(own?.IdleMinutes, errors);
        var (proxy, printer, ca) = (ProxyOf(rules.Proxy, errors), PrinterOf(rules.Printer, errors), CaFileOf("caFile", rules.CaFile, errors));
        var printerCa = CaFileOf("printerCaFile", rules.PrinterCaFile, errors);
        var client = rules.ClientId ?? "platen-desktop";
        if (client.Length is 0 or > 63 || !client.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-'))
        {
            errors.Add("'clientId' must be 1 to 63 of the characters a-z, 0-9, '.', '_' and '-': the id under which the desktop client is registered at the server.");
        }

        return errors.Count > 0 || address is null ? null : new DesktopDeployment
        {
            Server = address, ClientId = client, CaFile = ca, Proxy = proxy, Printer = printer, PrinterCaFile = printerCa, Idle = own?.IdleMinutes is null || idle < tighter ? idle : tighter,
        };
    }

    // more than shorter idle times would let a user lead the own login, or another's on the same machine, elsewhere
    private static void CheckOwn(DeploymentJson own, List<string> errors)
    {
        foreach (var name in new[] { ("server", own.Server), ("clientId", own.ClientId), ("caFile", own.CaFile), ("proxy", own.Proxy), ("printer", own.Printer), ("printerCaFile", own.PrinterCaFile) }.Where(one => one.Item2 is not null).Select(one => one.Item1))
        {
            errors.Add($"'{name}' stands in the user's own file, but the administrator has a file; only a shorter 'idleMinutes' counts there. Take it out.");
        }
    }

    private static Uri? ServerOf(string? file, string? option, List<string> errors)
    {
        var text = file ?? option;
        if (text is null)
        {
            errors.Add("'server' is missing; give the address of the portal, such as https://print.example.com:8090, here or by --server.");
            return null;
        }

        if (text.Length > TextMax || !Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps || uri.PathAndQuery != "/" || uri.UserInfo.Length > 0 || uri.Fragment.Length > 0)
        {
            errors.Add("'server' must be https, a host and perhaps a port, and nothing more, such as https://print.example.com:8090.");
            return null;
        }

        if (file is not null && option is not null && (!Uri.TryCreate(option, UriKind.Absolute, out var asked) || asked != uri))
        {
            errors.Add($"--server cannot lead elsewhere than the deployment file, which says {uri}.");
        }

        return uri;
    }

    private static TimeSpan Idle(double? minutes, List<string> errors)
    {
        if (minutes is not (null or (>= IdleMinutesMin and <= IdleMinutesMax)))
        {
            errors.Add($"'idleMinutes' must be {IdleMinutesMin} to {IdleMinutesMax}; the server's own limit holds besides.");
            return DesktopDeployment.IdleUsual;
        }

        return minutes is { } given ? TimeSpan.FromMinutes(given) : DesktopDeployment.IdleUsual;
    }

    private static ProxyChoice ProxyOf(string? text, List<string> errors)
    {
        if (text is null or "system")
        {
            return ProxyChoice.System;
        }

        if (text == "none")
        {
            return ProxyChoice.None;
        }

        if (text.Length <= TextMax && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "socks5" && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0)
        {
            return new ProxyChoice(false, uri);
        }

        errors.Add("'proxy' must be system, none, or an address such as http://proxy.example.com:3128, without a password: this file is for all to read, and the user's own login is used where the proxy asks.");
        return ProxyChoice.System;
    }

    private static Uri? PrinterOf(string? text, List<string> errors)
    {
        if (text is null)
        {
            return null;
        }

        if (text.Length <= TextMax && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == "ipps" && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.AbsolutePath.StartsWith("/ipp/print/", StringComparison.Ordinal))
        {
            return uri;
        }

        errors.Add("'printer' must be such as ipps://branch.example.com:8631/ipp/print/follow-me; documents are not sent in clear.");
        return null;
    }

    private static string? CaFileOf(string name, string? path, List<string> errors)
    {
        if (path is not null && (path.Length > TextMax || !Path.IsPathFullyQualified(path)))
        {
            errors.Add($"'{name}' must be the whole path of a PEM file, such as /etc/platen/ca.pem.");
        }

        return path;
    }
}
