using System.ComponentModel;
using System.Diagnostics;

namespace Platen.Desktop.Login;

/// <summary>The browser that the desktop has set: never one of our own, which could read the password along (RFC 8252, 8.12).</summary>
internal sealed class SystemBrowser : IBrowser
{
    /// <inheritdoc/>
    public bool Open(Uri address)
    {
        if (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("DISPLAY") is null or "" && Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is null or "" && Environment.GetEnvironmentVariable("BROWSER") is null or "")
        {
            return false;
        }

        // the address is an argument of its own, or ShellExecute's: no shell reads it
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true }
            : new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [address.AbsoluteUri]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start);
            return true;
        }
        catch (Exception none) when (none is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            return false;
        }
    }
}
