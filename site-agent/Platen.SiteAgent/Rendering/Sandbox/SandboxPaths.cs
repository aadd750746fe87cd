namespace Platen.SiteAgent.Rendering.Sandbox;

/// <summary>What a renderer may see of the machine: the libraries, fonts, colour profiles and settings that Debian's Ghostscript and poppler are made of, and nothing of anybody's.</summary>
internal static class SandboxPaths
{
    private static readonly string[] Readable =
    [
        "/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/local/lib", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/usr/lib/locale",
        "/usr/share/ghostscript", "/var/lib/ghostscript", "/etc/ghostscript", "/usr/share/color", "/usr/share/poppler",
        "/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/fontconfig", "/etc/fonts", "/var/cache/fontconfig", "/etc/papersize", "/etc/paperspecs",
        "/dev/urandom", "/dev/zero",
    ];

    private static readonly string[] Loaders = ["/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1", "/lib/ld-linux-armhf.so.3"];

    public static IEnumerable<(string Path, Landlock.Access Access)> Of(SandboxOrder order) =>
    [
        .. Readable.Concat(order.Readable).Select(path => (path, Landlock.Access.Read)),
        .. Loaders.Append(SandboxCommand.LimitsProgram).Append(order.Program).Select(path => (path, Landlock.Access.ReadAndExecute)),
        ("/dev/null", Landlock.Access.ReadAndWrite),
        (order.Folder, Landlock.Access.ReadAndWrite),
    ];
}
