namespace Platen.Desktop.Sessions;

/// <summary>Unix: the file's mode keeps others out, which <see cref="LoginStore"/> sees to; a key beside the file would guard nothing.</summary>
internal sealed class FileModeSeal : ISecretSeal
{
    public byte[] Seal(byte[] plain) => plain;

    public byte[] Open(byte[] sealedBytes) => sealedBytes;
}
