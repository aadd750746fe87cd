using System.Runtime.InteropServices;

namespace Platen.Identity.Directories;

/// <summary>
/// The machine's libldap, which System.DirectoryServices.Protocols speaks LDAP by. Its defaults come from files and the environment of whoever runs the server and may switch the check of certificates off; so what safety rests on
/// is set for the whole process, before the first connection, and cannot be changed from outside any more.
/// </summary>
internal static class LdapLibrary
{
    /// <summary>How long it waits for a connection, and for a single answer while connecting.</summary>
    public static readonly TimeSpan NetworkLimit = TimeSpan.FromSeconds(8);

    // of ldap.h
    private const int OptionTimeout = 0x5002;
    private const int OptionNetworkTimeout = 0x5005;
    private const int OptionTlsCaFile = 0x6002;
    private const int OptionTlsCaFolder = 0x6003;
    private const int OptionTlsRequireCertificate = 0x6006;
    private const int OptionTlsProtocolMin = 0x6007;
    private const int Demand = 2;
    private const int Tls12 = 0x303;

    // as the package looks for it, newest first
    private static readonly string[] Names = ["libldap.so.2", "libldap-2.6.so.0", "libldap-2.5.so.0", "libldap-2.4.so.2"];
    private static readonly Lazy<string?> Prepared = new(Prepare);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int SetOption(nint connection, int option, nint value);

    /// <summary>Why directories cannot be spoken to on this machine; null: they can.</summary>
    public static string? Fault => Prepared.Value;

    private static string? Prepare()
    {
        if (Load() is not { } library)
        {
            return "This machine has no libldap: install Debian's package libldap-2.5-0 (newer: libldap2).";
        }

        var set = Marshal.GetDelegateForFunctionPointer<SetOption>(NativeLibrary.GetExport(library, "ldap_set_option"));
        var failed = new[]
        {
            WithNumber(set, OptionTlsRequireCertificate, Demand), WithNumber(set, OptionTlsProtocolMin, Tls12), set(0, OptionTlsCaFile, 0), set(0, OptionTlsCaFolder, 0),
            WithTime(set, OptionNetworkTimeout), WithTime(set, OptionTimeout),
        }.Any(code => code != 0);
        return failed ? "This machine's libldap does not take the settings that make it check certificates; no directory is spoken to with it." : null;
    }

    private static nint? Load()
    {
        foreach (var name in Names)
        {
            if (NativeLibrary.TryLoad(name, out var library))
            {
                return library;
            }
        }

        return null;
    }

    private static int WithNumber(SetOption set, int option, int value)
    {
        var number = Marshal.AllocHGlobal(sizeof(int));
        Marshal.WriteInt32(number, value);
        var code = set(0, option, number);
        Marshal.FreeHGlobal(number);
        return code;
    }

    // struct timeval: seconds and microseconds, each a long
    private static int WithTime(SetOption set, int option)
    {
        var time = Marshal.AllocHGlobal(2 * nint.Size);
        Marshal.WriteIntPtr(time, (nint)NetworkLimit.TotalSeconds);
        Marshal.WriteIntPtr(time, nint.Size, 0);
        var code = set(0, option, time);
        Marshal.FreeHGlobal(time);
        return code;
    }
}
