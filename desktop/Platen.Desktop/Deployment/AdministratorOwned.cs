using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;
using Platen.Desktop.CommandLine;

namespace Platen.Desktop.Deployment;

/// <summary>Whether only an administrator can change a file: else anybody could lead the logins of this machine to another server.</summary>
internal static partial class AdministratorOwned
{
    private const UnixFileMode Foreign = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const int WriteAccess = 2;

    /// <summary>Refuses a file, or its folder, that others can change.</summary>
    public static void Check(string file)
    {
        foreach (var path in new[] { file, Path.GetDirectoryName(Path.GetFullPath(file))! })
        {
            if (OperatingSystem.IsWindows() ? IsChangeableOnWindows(path) : IsChangeableOnUnix(path))
            {
                throw new DesktopException(ExitCode.Deployment, $"{path} can be changed by others than administrators, so it is not believed. Give it to an administrator and take everybody else's right to write away"
                    + (OperatingSystem.IsWindows() ? "." : $" (chown root '{path}'; chmod go-w '{path}')."));
            }
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static bool IsChangeableOnUnix(string path) => (File.GetUnixFileMode(path) & Foreign) != UnixFileMode.None || (!Environment.IsPrivilegedProcess && Access(path, WriteAccess) == 0);

    [SupportedOSPlatform("windows")]
    private static bool IsChangeableOnWindows(string path)
    {
        FileSystemSecurity security = Directory.Exists(path) ? new DirectoryInfo(path).GetAccessControl() : new FileInfo(path).GetAccessControl();
        const FileSystemRights Changes = FileSystemRights.WriteData | FileSystemRights.AppendData | FileSystemRights.Delete | FileSystemRights.ChangePermissions | FileSystemRights.TakeOwnership;
        return !IsAdministrator(security.GetOwner(typeof(SecurityIdentifier)))
            || security.GetAccessRules(includeExplicit: true, includeInherited: true, typeof(SecurityIdentifier)).Cast<FileSystemAccessRule>()
                .Any(rule => rule.AccessControlType == AccessControlType.Allow && (rule.FileSystemRights & Changes) != default && !IsAdministrator(rule.IdentityReference));
    }

    [SupportedOSPlatform("windows")]
    private static bool IsAdministrator(IdentityReference? who) => who is SecurityIdentifier sid
        // CREATOR OWNER stands for the owner, who is looked at
        && (sid.IsWellKnown(WellKnownSidType.BuiltinAdministratorsSid) || sid.IsWellKnown(WellKnownSidType.LocalSystemSid) || sid.IsWellKnown(WellKnownSidType.CreatorOwnerSid));

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);
}
